// What the machine can do at most: the memory's bandwidth, by the triad of STREAM and by one list that is read and
// written in place, and the clock, by products that wait for each other. The best of ten.
//
// machine THREADS

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COUNT = 64000000, ROUNDS = 10 };
static double *a, *b, *c;
static int threads;
static pthread_barrier_t start, end;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void *share(void *number) {
  long k = (long)number, from = (long)COUNT * k / threads, to = (long)COUNT * (k + 1) / threads;
  for (long i = from; i < to; i++) { a[i] = 1; b[i] = 2; c[i] = 3; }
  for (int round = 0; round < ROUNDS; round++) {
    pthread_barrier_wait(&start);
    for (long i = from; i < to; i++) a[i] = b[i] + 3 * c[i];
    pthread_barrier_wait(&end);
    pthread_barrier_wait(&start);
    for (long i = from; i < to; i++) a[i] = a[i] * 1.0001 + 0.5;
    pthread_barrier_wait(&end);
  }
  return 0;
}

// Cycles a second: a product that waits for the last takes three.
static double clock_rate(void) {
  double best = 1e9;
  for (int round = 0; round < ROUNDS; round++) {
    double from = now();
    long x = 3;
    for (long i = 0; i < 1000000; i++)
      __asm__ volatile("imul %0, %0\n\timul %0, %0\n\timul %0, %0\n\timul %0, %0\n\timul %0, %0" : "+r"(x));
    double took = now() - from;
    if (took < best) best = took;
  }
  return 3 * 5e6 / best;
}

int main(int count, char **words) {
  threads = count > 1 ? atoi(words[1]) : 1;
  a = aligned_alloc(4096, COUNT * sizeof *a);
  b = aligned_alloc(4096, COUNT * sizeof *b);
  c = aligned_alloc(4096, COUNT * sizeof *c);
  pthread_barrier_init(&start, 0, threads + 1);
  pthread_barrier_init(&end, 0, threads + 1);
  pthread_t crew[256];
  for (long k = 0; k < threads; k++) pthread_create(crew + k, 0, share, (void *)k);
  double best[2] = {1e9, 1e9};
  for (int pass = 0; pass < 2 * ROUNDS; pass++) {
    pthread_barrier_wait(&start);
    double from = now();
    pthread_barrier_wait(&end);
    double took = now() - from;
    if (took < best[pass % 2]) best[pass % 2] = took;
  }
  for (int k = 0; k < threads; k++) pthread_join(crew[k], 0);
  printf("{\"threads\": %d, \"triadBytesPerSecond\": %.0f, \"updateBytesPerSecond\": %.0f, \"cyclesPerSecond\": %.0f}\n",
         threads, 24.0 * COUNT / best[0], 16.0 * COUNT / best[1], clock_rate());
  return a[COUNT / 2] == 0;
}
