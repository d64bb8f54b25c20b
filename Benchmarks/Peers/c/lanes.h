// 64 bytes as vectors of the compiler's, and the few operations that it has no sign for. With AVX-512 each is one
// instruction, with AVX2 two.

#include <immintrin.h>
#include <stdint.h>

typedef uint8_t Bytes __attribute__((vector_size(64)));
typedef int16_t Shorts __attribute__((vector_size(64)));
typedef uint16_t Halves __attribute__((vector_size(64)));
typedef uint32_t Words __attribute__((vector_size(64)));
typedef uint64_t Longs __attribute__((vector_size(64)));

#ifdef __AVX512BW__
#define OPERATION(name, type, result, wide, narrow) \
  static inline result name(type a, type b) { return (result)wide((__m512i)a, (__m512i)b); }
static inline int any(Bytes a) { return _mm512_test_epi8_mask((__m512i)a, (__m512i)a) != 0; }
#else
#define OPERATION(name, type, result, wide, narrow)                           \
  static inline result name(type a, type b) {                                 \
    union { type whole; __m256i half[2]; } x = {a}, y = {b};                  \
    union { __m256i half[2]; result whole; } z;                               \
    z.half[0] = narrow(x.half[0], y.half[0]);                                 \
    z.half[1] = narrow(x.half[1], y.half[1]);                                 \
    return z.whole;                                                           \
  }
static inline int any(Bytes a) {
  union { Bytes whole; __m256i half[2]; } x = {a};
  __m256i both = _mm256_or_si256(x.half[0], x.half[1]);
  return !_mm256_testz_si256(both, both);
}
#endif

OPERATION(high_of_product, Halves, Halves, _mm512_mulhi_epu16, _mm256_mulhi_epu16)
OPERATION(high_of_signed_product, Shorts, Shorts, _mm512_mulhi_epi16, _mm256_mulhi_epi16)
OPERATION(smaller, Shorts, Shorts, _mm512_min_epi16, _mm256_min_epi16)
OPERATION(larger, Shorts, Shorts, _mm512_max_epi16, _mm256_max_epi16)
OPERATION(smaller_byte, Bytes, Bytes, _mm512_min_epu8, _mm256_min_epu8)
OPERATION(larger_byte, Bytes, Bytes, _mm512_max_epu8, _mm256_max_epu8)
OPERATION(sum_within, Bytes, Bytes, _mm512_adds_epu8, _mm256_adds_epu8)
OPERATION(difference_within, Bytes, Bytes, _mm512_subs_epu8, _mm256_subs_epu8)
OPERATION(apart, Bytes, Longs, _mm512_sad_epu8, _mm256_sad_epu8)

static inline int64_t total(Longs a) {
  int64_t sum = 0;
  for (int i = 0; i < 8; i++) sum += a[i];
  return sum;
}
