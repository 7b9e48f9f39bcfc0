"""`python -m actionbook` is the `actionbook` command."""

from actionbook.cli import main

if __name__ == "__main__":
    main(prog_name="actionbook")
