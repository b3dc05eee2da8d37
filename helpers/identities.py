def write_identities(out):
    pass
