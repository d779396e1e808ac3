"""How much evidence is taken; the upload page says the same numbers before anything is sent."""

MEGABYTE = 1024 * 1024

MAX_PIECES = 20  # per progress entry
MAX_AT_ONCE = 10
MAX_PHOTO_BYTES = 15 * MEGABYTE
MAX_FILE_BYTES = 20 * MEGABYTE
MAX_REQUEST_BYTES = MAX_AT_ONCE * MAX_FILE_BYTES + MEGABYTE

MAX_PHOTO_PIXELS = 50_000_000
STORED_EDGE = 2000  # pixels of the longer side
PRINT_EDGE = 1400  # pixels; 17 cm on paper at 210 dots per inch
THUMBNAIL_EDGE = 320
MAX_PRINT_BYTES = 400 * 1024
PHOTO_SECONDS = 10  # of processor time
PHOTO_PATIENCE = 15  # by the clock
PHOTO_MEMORY = 1024 * MEGABYTE

MAX_UNPACKED_BYTES = 100 * MEGABYTE  # all members of an xlsx or docx together
MAX_MEMBERS = 5000
DOCUMENT_SECONDS = 10  # of processor time
DOCUMENT_PATIENCE = 15  # by the clock
DOCUMENT_MEMORY = 1024 * MEGABYTE
