// Plain C: a loop over the members of a group, on plain columns, without a branch that a compiler could not turn
// into arithmetic.

#include "peer.h"

static void prepare(void) {}
static void finish(void) {}

static inline uint32_t draw_bits(uint32_t person, uint64_t key) {
  uint32_t x = person ^ (uint32_t)key;
  x ^= x >> 17;
  x *= 0xED5AD4BB;
  x ^= x >> 11;
  x += (uint32_t)(key >> 32);
  x *= 0xAC4C1B51;
  x ^= x >> 15;
  x *= 0x31848BAB;
  return x ^ (x >> 14);
}

static inline int32_t clamp(int32_t x, int32_t low, int32_t high) {
  return x < low ? low : x > high ? high : x;
}

static void decide(int g, uint64_t key) {
  const Outlook o = work.outlooks[g];
  const Prospect p = work.prospects[g];
  const int64_t first = work.first[g];
  const int32_t count = work.agents[g], noise = work.noise;
  const uint32_t firstAgent = work.firstAgents[g];
  const uint8_t *susceptibility = column(SUSCEPTIBILITY) + first;
  const uint8_t *risk = column(RISK) + first;
  const uint8_t *obstinacy = column(OBSTINACY) + first;
  const uint8_t *conviction = column(CONVICTION) + first;
  const uint8_t *person = column(RECOGNITION + o.person) + first;
  const uint8_t *institution = column(RECOGNITION + o.institution) + first;
  const uint8_t *caller = column(RECOGNITION + work.caller) + first;
  uint8_t *activity = column(ACTIVITY) + first;
  uint8_t *turn = column(RECOGNITION + work.turn) + first;
  int32_t out = 0, gained = 0;

  // A person's row is read before it is written, and nobody reads another's.
#ifdef __clang__
#pragma clang loop vectorize(assume_safety)
#else
#pragma GCC ivdep
#endif
  for (int32_t i = 0; i < count; i++) {
    const uint32_t draw = draw_bits(firstAgent + (uint32_t)i, key);
    const int32_t luck = draw >> 8 & 0xFFF;
    const int32_t burden = (susceptibility[i] * o.hardship) >> 8;
    const int32_t inForce = (person[i] * o.weight + institution[i] * (256 - o.weight)) >> 8;
    const int32_t utility = (((burden + p.crowd) * (256 - inForce)) >> 8) + p.grievance
      - ((risk[i] * o.fear) >> 8) - 8 * obstinacy[i]
      + ((((int32_t)(draw & 0xFF) - 128) * noise) >> 7);
    const int32_t state = activity[i];
    const int32_t entered = ((utility > 0) & (luck < p.walkOut)) ? o.object : 0;
    const int32_t own = state == o.object ? p.goHome + (utility > 0 ? 0 : o.goBack) : o.drift;
    const int32_t stayed = luck < ((caller[i] * o.call) >> 8) + own ? 0 : state;
    const int32_t next = state == 0 ? entered : stayed;

    const int32_t held = turn[i];
    const int32_t aim = clamp(p.aim + (((conviction[i] - 128) * o.tilt) >> 7), 0, 255);
    const int32_t way = clamp(aim - held, -p.step, p.step);
    const int32_t moved = (int32_t)(draw >> 20) < p.reconsider ? way : 0;
    activity[i] = (uint8_t)next;
    turn[i] = (uint8_t)(held + moved);
    out += next != 0;
    gained += moved;
  }
  work.out[g] = out;
  work.gained[g] += gained;
}
