// The functions over bytes and numbers that compiled Swift calls by name.
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *to, const void *from, size_t count) {
  __builtin_memcpy(to, from, count);
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  __builtin_memmove(to, from, count);
  return to;
}

void *memset(void *to, int byte, size_t count) {
  __builtin_memset(to, byte, count);
  return to;
}

int memcmp(const void *one, const void *other, size_t count) {
  const uint8_t *a = one, *b = other;
  for (; count > 0; count--, a++, b++)
    if (*a != *b) return *a - *b;
  return 0;
}

/// Seeds the order of sets and dictionaries; a constant, so that it is the same in every run.
void arc4random_buf(void *to, size_t count) {
  for (size_t i = 0; i < count; i++) ((uint8_t *)to)[i] = (uint8_t)(0x5A ^ i);
}

int putchar(int character) { return character; }

/// The low 128 bits of a product, from 32-bit halves.
__int128 __multi3(__int128 a, __int128 b) {
  uint64_t aLow = (uint64_t)a, aHigh = (uint64_t)((unsigned __int128)a >> 64);
  uint64_t bLow = (uint64_t)b, bHigh = (uint64_t)((unsigned __int128)b >> 64);
  uint64_t a0 = (uint32_t)aLow, a1 = aLow >> 32, b0 = (uint32_t)bLow, b1 = bLow >> 32;
  uint64_t low = a0 * b0, left = a1 * b0, right = a0 * b1, high = a1 * b1;
  uint64_t middle = (low >> 32) + (uint32_t)left + (uint32_t)right;
  high += (left >> 32) + (right >> 32) + (middle >> 32) + aLow * bHigh + aHigh * bLow;
  return (__int128)(((unsigned __int128)high << 64) | (middle << 32) | (uint32_t)low);
}
