"""This count adds the parameters of the block for every pass."""


# --8<-- [start:answer]
def count(features, units, passes):
    dense = units * units + units
    first, out = features * units + units, units + 1
    parameters = first + passes * 2 * dense + 2 * dense + out
    dense_calls = 1 + passes * 2 + 2 + 1
    return parameters, dense_calls
# --8<-- [end:answer]
