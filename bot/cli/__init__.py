"""The command line. Each command is one line of settings, one action of the product, one clear answer.

Modules import late, inside the commands, so that --help is quick. An error is one line on stderr and exit code 1.
"""
