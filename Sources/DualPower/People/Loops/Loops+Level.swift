// This folder is compiled once in the model, and again for each level of processor that pays: links
// named Sources/LoopsV3 and Sources/LoopsV4 lead here.

#if FOR_A_LEVEL
package import DualPower
#endif

/// The loops of the level that this module is compiled for.
package let loops = Loops(decide: decide, choose: choose, obey: obey)
