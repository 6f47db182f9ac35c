"""`coklit …`, and `python -m coklit_desktop`."""

from coklit_desktop.cli import main

if __name__ == "__main__":
    main()
