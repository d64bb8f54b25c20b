// Nothing to call from Swift: the linker finds these functions by their C names.
