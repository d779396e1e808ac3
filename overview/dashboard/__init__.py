"""An agency's scores, plan and documents in pictures, and what its scores did after its measures."""
