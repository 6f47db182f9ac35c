"""Records to printed forms and spreadsheets."""
