"""Python runs this at the start of every process that has this folder on its path."""

import netguard

netguard.install()
