"""How documents, letters and cards get onto paper and into files: nothing here knows a form."""
