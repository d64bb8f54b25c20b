// C by hand: blocks of 64 persons, padded at a group's end, and no more work on a block than its draws ask for.
//
// Numbers of persons are reckoned in 16 bits, the even persons of a block in one vector and the odd in another: a
// product that is shifted right is then the high half of one instruction's product. `prepare` holds the
// workload to the range in which that is exact.

#include "lanes.h"
#include "peer.h"

static Bytes *blocks;  // [block × column]: a block's columns lie side by side
static int64_t *firstBlock;

static int64_t blocks_of(int64_t members) { return (members + 63) / 64; }

static void copy(int into) {
  for (int g = 0; g < work.groups; g++)
    for (int i = 0; i < work.agents[g]; i++)
      for (int c = 0; c < work.width; c++) {
        uint8_t *inBlock = (uint8_t *)&blocks[(firstBlock[g] + i / 64) * work.width + c] + i % 64;
        uint8_t *inColumn = column(c) + work.first[g] + i;
        if (into) *inBlock = *inColumn; else *inColumn = *inBlock;
      }
}

static void hold(int32_t number, int32_t low, int32_t high) {
  if (number < low || number > high) { fputs("a number is out of this program's range\n", stderr); exit(1); }
}

static void prepare(void) {
  hold(work.noise, 0, 6000);
  for (int g = 0; g < work.groups; g++) {
    Outlook o = work.outlooks[g];
    Prospect p = work.prospects[g];
    int32_t small[] = {o.hardship, o.fear, o.goBack, o.drift, o.call, p.crowd, p.goHome, p.walkOut, p.reconsider};
    for (int i = 0; i < 9; i++) hold(small[i], 0, 6000);
    hold(o.weight, 0, 256);
    hold(p.grievance, -6000, 6000);
    hold(o.tilt, -6000, 6000);
    hold(p.aim, -6000, 6000);
    hold(p.step, 0, 255);
  }
  firstBlock = calloc(work.groups + 1, sizeof *firstBlock);
  for (int g = 0; g < work.groups; g++)
    firstBlock[g + 1] = firstBlock[g] + blocks_of(work.agents[g]);
  size_t size = firstBlock[work.groups] * work.width * sizeof *blocks;
  blocks = aligned_alloc(4096, (size + 4095) / 4096 * 4096);
  memset(blocks, 0, size);
  copy(1);
}

static void finish(void) { copy(0); }

#define INLINE static inline __attribute__((always_inline))

INLINE Words draw_bits(Words x, uint64_t key) {
  x ^= (uint32_t)key;
  x ^= x >> 17;
  x *= 0xED5AD4BB;
  x ^= x >> 11;
  x += (uint32_t)(key >> 32);
  x *= 0xAC4C1B51;
  x ^= x >> 15;
  x *= 0x31848BAB;
  return x ^ (x >> 14);
}

// Lane i of quarter j of the draws is person 4i + j; quarters 0 and 2 are the even persons, 1 and 3 the odd.
typedef struct { Words low, high; } Draws;

INLINE Halves noise_bits(Draws d) { return (Halves)((d.low & 0xFF) | (d.high << 16 & 0xFF0000)); }
INLINE Shorts luck(Draws d) { return (Shorts)((d.low >> 8 & 0xFFF) | (d.high << 8 & 0x0FFF0000)); }
INLINE Shorts second_luck(Draws d) { return (Shorts)(d.low >> 20 | (d.high >> 4 & 0x0FFF0000)); }

// The even or odd persons' bytes as numbers, and 256 times as much.
INLINE Halves numbers(Bytes b, int odd) { return odd ? (Halves)b >> 8 : (Halves)b & 0xFF; }
INLINE Halves times256(Bytes b, int odd) { return odd ? (Halves)b & 0xFF00 : (Halves)b << 8; }
INLINE Bytes joined(Shorts even, Shorts odd) { return (Bytes)(((Halves)even & 0xFF) | (Halves)odd << 8); }

INLINE Halves all(int x) { return (Halves){} + (uint16_t)x; }

// All ones where a person would be out rather than not.
INLINE Shorts would(const Bytes *b, Draws d, int odd, Outlook o, Prospect p) {
  Halves burden = high_of_product(times256(b[SUSCEPTIBILITY], odd), all(o.hardship));
  Halves inForce = (numbers(b[RECOGNITION + o.person], odd) * (uint16_t)o.weight
    + numbers(b[RECOGNITION + o.institution], odd) * (uint16_t)(256 - o.weight)) >> 8;
  Halves pull = high_of_product((burden + (uint16_t)p.crowd) << 1, (256 - inForce) << 7);
  Halves held = high_of_product(times256(b[RISK], odd), all(o.fear));
  Shorts noise = high_of_signed_product((Shorts)((noise_bits(d) - 128) << 8), (Shorts)all(2 * work.noise));
  Shorts utility = (Shorts)pull + (int16_t)p.grievance - (Shorts)held
    - (Shorts)(numbers(b[OBSTINACY], odd) << 3) + noise;
  return utility > 0;
}

// What the even or odd persons are out against when the hour ends; `somebody` is out when it begins.
INLINE Shorts moved(const Bytes *b, Draws d, int odd, Outlook o, Prospect p, int somebody) {
  Shorts would_ = would(b, d, odd, o, p);
  Shorts luck_ = luck(d);
  Shorts enters = would_ & (luck_ < (int16_t)p.walkOut);
  if (!somebody) return enters & (int16_t)o.object;
  Shorts state = (Shorts)numbers(b[ACTIVITY], odd);
  Shorts called = (Shorts)high_of_product(times256(b[RECOGNITION + work.caller], odd), all(o.call));
  Shorts goes = (int16_t)p.goHome + (~would_ & (int16_t)o.goBack);
  Shorts counted = state == (int16_t)o.object;
  Shorts leaves = called + ((counted & goes) | (~counted & (int16_t)o.drift));
  Shorts stays = luck_ >= leaves;
  return (state & stays) | ((state == 0) & enters & (int16_t)o.object);
}

// Where the even or odd persons' recognition is drawn to.
INLINE Shorts aim(const Bytes *b, int odd, Outlook o, Prospect p) {
  Shorts conviction = (Shorts)((numbers(b[CONVICTION], odd) - 128) << 8);
  Shorts aim = high_of_signed_product(conviction, (Shorts)all(2 * o.tilt)) + (int16_t)p.aim;
  return smaller(larger(aim, (Shorts){}), (Shorts)all(255));
}

INLINE Longs reconsider(Bytes *b, Draws even, Draws odd, Bytes here, Outlook o, Prospect p) {
  Shorts odds = (Shorts)all(p.reconsider);
  Bytes who = joined(second_luck(even) < odds, second_luck(odd) < odds) & here;
  if (!any(who)) return (Longs){};
  Bytes held = b[RECOGNITION + work.turn], step = (Bytes){} + (uint8_t)p.step;
  Bytes to = joined(aim(b, 0, o, p), aim(b, 1, o, p));
  to = smaller_byte(larger_byte(to, difference_within(held, step)), sum_within(held, step));
  to = (to & who) | (held & ~who);
  b[RECOGNITION + work.turn] = to;
  return apart(to, (Bytes){}) - apart(held, (Bytes){});
}

INLINE void pass(int g, uint64_t key, int moves) {
  const Outlook o = work.outlooks[g];
  const Prospect p = work.prospects[g];
  Words members = {0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60};
  Bytes lane;
  for (int i = 0; i < 64; i++) lane[i] = i;
  members += work.firstAgents[g];
  int left = work.agents[g];
  Longs out = {}, gained = {};
  for (Bytes *b = blocks + firstBlock[g] * work.width; left > 0; b += work.width, left -= 64, members += 64) {
    Bytes here = (Bytes)(lane < (uint8_t)(left < 64 ? left : 64));
    Draws even = {draw_bits(members, key), draw_bits(members + 2, key)};
    Draws odd = {draw_bits(members + 1, key), draw_bits(members + 3, key)};
    if (moves) {
      Shorts walkOut = (Shorts)all(p.walkOut);
      int somebody = any(b[ACTIVITY]);
      if (somebody || any((Bytes)((luck(even) < walkOut) | (luck(odd) < walkOut)))) {
        Bytes now = here & (somebody
          ? joined(moved(b, even, 0, o, p, 1), moved(b, odd, 1, o, p, 1))
          : joined(moved(b, even, 0, o, p, 0), moved(b, odd, 1, o, p, 0)));
        b[ACTIVITY] = now;
        out += apart((Bytes)(now != 0) & 1, (Bytes){});
      }
    }
    gained += reconsider(b, even, odd, here, o, p);
  }
  if (moves) work.out[g] = total(out);
  work.gained[g] += total(gained);
}

static void decide(int g, uint64_t key) {
  if (work.out[g] > 0 || work.prospects[g].walkOut > 0) pass(g, key, 1);
  else if (work.prospects[g].reconsider > 0) pass(g, key, 0);
}
