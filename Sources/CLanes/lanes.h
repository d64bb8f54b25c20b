// Sums and products of 32 and of 64 lanes at once, as the compiler's own vectors have them and Swift's do not: there
// logic and shifts of so many lanes become loops, and halves of products, bounded sums and sums over all lanes are
// lacking. Each is one instruction or a few on whatever is compiled for, and gives the same bits on all.

#pragma once

typedef unsigned char LanesBytes __attribute__((ext_vector_type(64)));
typedef unsigned short LanesHalves __attribute__((ext_vector_type(32)));
typedef short LanesShorts __attribute__((ext_vector_type(32)));
typedef double LanesFour __attribute__((ext_vector_type(4)));

typedef unsigned int LanesOfSums __attribute__((ext_vector_type(64)));
typedef unsigned int LanesOfProducts __attribute__((ext_vector_type(32)));
typedef int LanesOfSignedProducts __attribute__((ext_vector_type(32)));

#define LANES static inline __attribute__((always_inline, const))

LANES LanesHalves lanesShiftedLeft(LanesHalves a, unsigned short by) { return a << by; }
LANES LanesHalves lanesShiftedRight(LanesHalves a, unsigned short by) { return a >> by; }

LANES LanesShorts lanesLesserShorts(LanesShorts a, LanesShorts b) { return __builtin_elementwise_min(a, b); }
LANES LanesShorts lanesGreaterShorts(LanesShorts a, LanesShorts b) { return __builtin_elementwise_max(a, b); }
LANES LanesBytes lanesLesser(LanesBytes a, LanesBytes b) { return __builtin_elementwise_min(a, b); }
LANES LanesBytes lanesGreater(LanesBytes a, LanesBytes b) { return __builtin_elementwise_max(a, b); }

// Sums that stop at 255, and differences that stop at nought.
LANES LanesBytes lanesBoundedSum(LanesBytes a, LanesBytes b) { return __builtin_elementwise_add_sat(a, b); }
LANES LanesBytes lanesBoundedDifference(LanesBytes a, LanesBytes b) { return __builtin_elementwise_sub_sat(a, b); }

// Of four numbers: the lesser, of two that are alike the second, and the greater. Swift's own would ask whether they are numbers.
LANES LanesFour lanesLesserFour(LanesFour a, LanesFour b) { return a < b ? a : b; }
LANES LanesFour lanesGreaterFour(LanesFour a, LanesFour b) { return a > b ? a : b; }

LANES unsigned int lanesSum(LanesBytes a) { return __builtin_reduce_add(__builtin_convertvector(a, LanesOfSums)); }
LANES _Bool lanesIsAnySet(LanesBytes a) { return __builtin_reduce_or(a) != 0; }

// Begins to fetch what will be read soon, if it is far away; nothing else comes of it.
static inline __attribute__((always_inline)) void lanesFetch(const void *_Nonnull where) {
  __builtin_prefetch(where);
}

// The upper 16 of a product's 32 bits. Where a processor has an instruction for it, it is named: the compiler would
// no longer see it in the product written out, once it has moved the widening of a factor out of a loop.
#if defined(__SSE2__)

#if defined(__AVX512BW__)
#define LANES_PARTS 1
#define LANES_HIGH __builtin_ia32_pmulhuw512
#define LANES_HIGH_SIGNED __builtin_ia32_pmulhw512
#elif defined(__AVX2__)
#define LANES_PARTS 2
#define LANES_HIGH __builtin_ia32_pmulhuw256
#define LANES_HIGH_SIGNED __builtin_ia32_pmulhw256
#else
#define LANES_PARTS 4
#define LANES_HIGH __builtin_ia32_pmulhuw128
#define LANES_HIGH_SIGNED __builtin_ia32_pmulhw128
#endif

typedef short LanesPart __attribute__((vector_size(64 / LANES_PARTS)));
typedef union { LanesHalves halves; LanesShorts shorts; LanesPart parts[LANES_PARTS]; } LanesParts;

LANES LanesHalves lanesHighProduct(LanesHalves a, LanesHalves b) {
  LanesParts x = {.halves = a}, y = {.halves = b};
  for (int i = 0; i < LANES_PARTS; i++) x.parts[i] = (LanesPart)LANES_HIGH(x.parts[i], y.parts[i]);
  return x.halves;
}
LANES LanesShorts lanesHighSignedProduct(LanesShorts a, LanesShorts b) {
  LanesParts x = {.shorts = a}, y = {.shorts = b};
  for (int i = 0; i < LANES_PARTS; i++) x.parts[i] = (LanesPart)LANES_HIGH_SIGNED(x.parts[i], y.parts[i]);
  return x.shorts;
}

#else

LANES LanesHalves lanesHighProduct(LanesHalves a, LanesHalves b) {
  return __builtin_convertvector(
    (__builtin_convertvector(a, LanesOfProducts) * __builtin_convertvector(b, LanesOfProducts)) >> 16, LanesHalves);
}
LANES LanesShorts lanesHighSignedProduct(LanesShorts a, LanesShorts b) {
  return __builtin_convertvector(
    (__builtin_convertvector(a, LanesOfSignedProducts) * __builtin_convertvector(b, LanesOfSignedProducts)) >> 16,
    LanesShorts);
}

#endif
