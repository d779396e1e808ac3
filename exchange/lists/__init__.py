"""What only goes out as files and is not brought in again: documents, numbers, the matrix, five years."""
