"""What falls due when: the agency's own dates, its measures and reports, the national timetable, and reminders of them."""
