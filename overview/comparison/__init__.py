"""Many agencies side by side: what is asked of them, their figures, shares and lines, and the same as a file."""
