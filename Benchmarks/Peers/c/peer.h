// What the peers in C share: the workload as it is read, threads that live as long as the program, and the line
// that is printed. Each peer gives `prepare`, `decide` and `finish`.
//
// PEER FOLDER HOURS THREADS
//
// With TRAPPED in the environment the second hour is between two traps, for what counts its instructions.

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SUSCEPTIBILITY, RISK, OBSTINACY, CONVICTION, ACTIVITY, RECOGNITION };

typedef struct {
  int32_t person, institution, weight, hardship, fear, object, goBack, drift, call, tilt;
} Outlook;

typedef struct {
  int32_t crowd, grievance, walkOut, goHome, reconsider, aim, step;
} Prospect;

typedef struct {
  int persons, groups, width, noise, turn, caller, hours;
  int32_t *agents;
  uint32_t *firstAgents;
  Outlook *outlooks;
  Prospect *prospects;
  uint64_t *keys;
  uint8_t *rows;    // [column × agent]
  int64_t *first;   // [group + 1]: where a group's agents begin in a column
  int32_t *out;     // [group]: how many are out
  int64_t *gained;  // [group]: by how much recognition in turn has changed
} Work;

static Work work;

static void prepare(void);
static void decide(int group, uint64_t key);  // one hour of a group
static void finish(void);                     // leaves all in rows

static void *list(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(1); }
  fseek(file, 0, SEEK_END);
  size_t size = ftell(file);
  rewind(file);
  void *bytes = aligned_alloc(4096, (size + 4095) / 4096 * 4096 + 4096);
  if (fread(bytes, 1, size, file) != size) { perror(path); exit(1); }
  fclose(file);
  return bytes;
}

static void load(const char *folder) {
  int32_t *n = list(folder, "numbers.i32");
  work = (Work){n[0], n[1], n[2], n[3], n[4], n[5], n[6]};
  work.agents = list(folder, "agents.i32");
  work.firstAgents = list(folder, "first_agents.u32");
  work.outlooks = list(folder, "outlooks.i32");
  work.prospects = list(folder, "prospects.i32");
  work.keys = list(folder, "keys.u64");
  work.rows = list(folder, "rows.u8");
  work.first = calloc(work.groups + 1, sizeof *work.first);
  work.out = calloc(work.groups, sizeof *work.out);
  work.gained = calloc(work.groups, sizeof *work.gained);
  for (int g = 0; g < work.groups; g++) work.first[g + 1] = work.first[g] + work.agents[g];
}

static uint8_t *column(int c) { return work.rows + (size_t)c * work.persons; }

// Chunks of like size, taken one by one.
enum { CHUNKS = 64 };
static int chunks[CHUNKS + 1];
static atomic_int next;

static void deal(void) {
  for (int c = 1, g = 0; c <= CHUNKS; c++) {
    while (g < work.groups && work.first[g] < (int64_t)work.persons * c / CHUNKS) g++;
    chunks[c] = g;
  }
}

static void take(uint64_t key) {
  for (int c; (c = atomic_fetch_add(&next, 1)) < CHUNKS;)
    for (int g = chunks[c]; g < chunks[c + 1]; g++) decide(g, key);
}

// Helpers wait for an hour's number and turn in the caller's round; the wait spins, then yields.
static int helpers;
static atomic_int hourAsked, helpersDone;

static void wait_until(atomic_int *number, int wanted) {
  for (int spins = 0; atomic_load(number) != wanted; spins++)
    if (spins > 2000) sched_yield();
}

static void *help(void *none) {
  for (int h = 0; h < work.hours; h++) {
    wait_until(&hourAsked, h + 1);
    take(work.keys[h]);
    atomic_fetch_add(&helpersDone, 1);
    wait_until(&helpersDone, helpers * (h + 1));
  }
  return none;
}

static void one_hour(int h) {
  atomic_store(&next, 0);
  atomic_store(&hourAsked, h + 1);
  take(work.keys[h]);
  wait_until(&helpersDone, helpers * (h + 1));
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static uint64_t checksum(void) {
  uint64_t sum = 0, factor = 1;
  const uint8_t *read[] = {column(ACTIVITY), column(RECOGNITION + work.turn)};
  for (int c = 0; c < 2; c++)
    for (int i = 0; i < work.persons; i++, factor += 2) sum += read[c][i] * factor;
  return sum;
}

int main(int count, char **words) {
  if (count != 4) { fprintf(stderr, "%s FOLDER HOURS THREADS\n", words[0]); return 2; }
  load(words[1]);
  int asked = atoi(words[2]), threads = atoi(words[3]);
  if (asked < 2 || asked > work.hours) { fprintf(stderr, "hours: 2 to %d\n", work.hours); return 2; }
  work.hours = asked;
  for (int g = 0; g < work.groups; g++)
    for (int64_t i = work.first[g]; i < work.first[g + 1]; i++)
      work.out[g] += column(ACTIVITY)[i] != 0;
  deal();
  prepare();
  helpers = threads - 1;
  pthread_t crew[256];
  for (int t = 0; t < helpers; t++) pthread_create(crew + t, 0, help, 0);
  one_hour(0);
  if (getenv("TRAPPED")) {
    raise(SIGTRAP);
    one_hour(1);
    raise(SIGTRAP);
  }
  double start = now();
  for (int h = 1; h < work.hours; h++) one_hour(h);
  double seconds = (now() - start) / (work.hours - 1);
  for (int t = 0; t < helpers; t++) pthread_join(crew[t], 0);
  finish();
  int64_t out = 0;
  for (int g = 0; g < work.groups; g++) out += work.out[g];
  printf("{\"threads\": %d, \"persons\": %d, \"hours\": %d, \"secondsPerHour\": %.9f, "
         "\"personsPerSecond\": %.0f, \"out\": %ld, \"checksum\": \"%016lx\"}\n",
         threads, work.persons, work.hours, seconds, work.persons / seconds, out, checksum());
}
