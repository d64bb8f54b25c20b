#pragma once

#include <mpi.h>
#include <stdint.h>
#include <time.h>

// Open MPI's handles are macros around casts of pointers, which Swift cannot import. What a run asks of
// MPI stands here by its own name; all of it is among all processes that were started together, and an error ends them all.

/// Joins the others; only the thread that did may speak to them.
static inline void dualpowerJoin(void) {
  int given;
  MPI_Init_thread(0, 0, MPI_THREAD_FUNNELED, &given);
}

/// Leaves once all others do.
static inline void dualpowerLeave(void) { MPI_Finalize(); }

/// Which of them this is.
static inline int dualpowerRank(void) {
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

/// How many they are.
static inline int dualpowerRanks(void) {
  int ranks;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  return ranks;
}

/// Fills in what others have: rank r has `counts[r]` items from `first[r]` on.
static inline void dualpowerComplete(int32_t *items, const int *counts, const int *first) {
  MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, items, counts, first, MPI_INT32_T, MPI_COMM_WORLD);
}

/// Puts in place of each item the sum of what all have there.
static inline void dualpowerAdd(int32_t *items, int count) {
  MPI_Allreduce(MPI_IN_PLACE, items, count, MPI_INT32_T, MPI_SUM, MPI_COMM_WORLD);
}

/// Seconds since some moment.
static inline double dualpowerSeconds(void) { return MPI_Wtime(); }

/// Seconds that processors have worked for this process.
static inline double dualpowerProcessorSeconds(void) { return (double)clock() / CLOCKS_PER_SEC; }
