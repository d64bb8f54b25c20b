// What the machine can do at most: how many bytes go between its cores and memory, by the triad of STREAM over lists
// that no cache holds, and over as much as somebody works on; the clock, by products that wait for each other; and how
// many small instructions a thread does a second, of all kinds and on 512 bits alone. The best of all rounds.
//
// machine THREADS BYTES

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 10, CREW = 256 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

// A thread's part of a triad, when it began a round and when it was done: whoever only looked on might be woken late.
struct part {
  double *a, *b, *c;
  long from, to;
  int rounds;
  double *began, *done;
  pthread_barrier_t *start;
};

static void *triad(void *words) {
  struct part *part = words;
  double *a = part->a, *b = part->b, *c = part->c;
  for (long i = part->from; i < part->to; i++) { a[i] = 1; b[i] = 2; c[i] = 3; }
  for (int round = 0; round < part->rounds; round++) {
    pthread_barrier_wait(part->start);
    part->began[round] = now();
    for (long i = part->from; i < part->to; i++) a[i] = b[i] + 3 * c[i];
    part->done[round] = now();
  }
  return 0;
}

// Bytes a second of the triad over three lists of so many numbers.
static double bandwidth(long count, int threads, int rounds) {
  double *lists = aligned_alloc(4096, (3 * count * sizeof *lists + 4095) / 4096 * 4096);
  double *times = calloc(2l * threads * rounds, sizeof *times);
  pthread_barrier_t start;
  pthread_barrier_init(&start, 0, threads);
  pthread_t crew[CREW];
  struct part parts[CREW];
  for (long k = 0; k < threads; k++) {
    double *began = times + 2 * k * rounds;
    parts[k] = (struct part){lists, lists + count, lists + 2 * count, count * k / threads, count * (k + 1) / threads,
                             rounds, began, began + rounds, &start};
    pthread_create(crew + k, 0, triad, parts + k);
  }
  for (int k = 0; k < threads; k++) pthread_join(crew[k], 0);
  double best = 1e9;
  for (int round = 0; round < rounds; round++) {
    double first = parts[0].began[round], last = parts[0].done[round];
    for (int k = 1; k < threads; k++) {
      if (parts[k].began[round] < first) first = parts[k].began[round];
      if (parts[k].done[round] > last) last = parts[k].done[round];
    }
    if (last - first < best) best = last - first;
  }
  if (lists[count / 2] != 11) abort();
  free(lists);
  free(times);
  return 24.0 * count / best;
}

#define SIX(x) x "\n\t" x "\n\t" x "\n\t" x "\n\t" x "\n\t" x "\n\t"

// How often a second a thread does what a million rounds hold, `each` of them in a round.
#define RATE(each, code, ...) ({ \
  double best = 1e9; \
  for (int round = 0; round < ROUNDS; round++) { \
    double from = now(); \
    for (long i = 0; i < 1000000; i++) __asm__ volatile(code : : : __VA_ARGS__); \
    double took = now() - from; \
    if (took < best) best = took; \
  } \
  (each) * 1e6 / best; \
})

// Cycles: a product that waits for the last takes three.
static double clock_rate(void) { return RATE(3 * 6, SIX("imul %%rax, %%rax"), "rax"); }

#define SUMS "inc %%eax\n\tinc %%ecx\n\tinc %%edx\n\tinc %%esi\n\tinc %%edi\n\tinc %%r8d\n\t"
#define WIDE(n) "vpaddd %%zmm" #n ", %%zmm" #n ", %%zmm" #n "\n\t"
#define SUMMED "rax", "rcx", "rdx", "rsi", "rdi", "r8"

// Instructions: sums that wait for none of the others, six of whole numbers to two on 512 bits where there are such.
static double instruction_rate(void) {
  if (!__builtin_cpu_supports("avx512f")) return RATE(36, SIX(SUMS), SUMMED);
  return RATE(48, SIX(SUMS WIDE(0) WIDE(1)), SUMMED, "xmm0", "xmm1");
}

// Instructions on 512 bits; none where there are none.
static double wide_rate(void) {
  if (!__builtin_cpu_supports("avx512f")) return 0;
  return RATE(48, SIX(WIDE(0) WIDE(1) WIDE(2) WIDE(3) WIDE(4) WIDE(5) WIDE(6) WIDE(7)), "xmm0", "xmm1", "xmm2", "xmm3",
              "xmm4", "xmm5", "xmm6", "xmm7");
}

int main(int count, char **words) {
  if (count < 3) { fprintf(stderr, "%s THREADS BYTES\n", words[0]); return 2; }
  int threads = atoi(words[1]);
  printf("{\"threads\": %d, \"triadBytesPerSecond\": %.0f, \"workBytesPerSecond\": %.0f, \"cyclesPerSecond\": %.0f, "
         "\"instructionsPerSecond\": %.0f, \"wideInstructionsPerSecond\": %.0f}\n",
         threads, bandwidth(64000000, threads, ROUNDS), bandwidth(atol(words[2]) / 24, threads, 100 * ROUNDS),
         clock_rate(), instruction_rate(), wide_rate());
}
