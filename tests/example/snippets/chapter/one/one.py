"""A program that prints one."""

# --8<-- [start:one]
print(1)
# --8<-- [end:one]
