// Memory for Embedded Swift on wasm32, where there is no C library.
//
// Blocks come in eight sizes to each power of two, so at most an eighth is wasted, and a freed block
// waits in the list of its size until one of that size is wanted. Sixteen bytes before the payload
// hold the block's size. Blocks are not merged: a run asks for the same sizes hour after hour.
// One thread only.
#include <stddef.h>
#include <stdint.h>

#define HEADER 16
#define PAGE 65536

typedef struct Block {
  size_t size;        // of the whole block, header included
  size_t lead;        // bytes between the start of the block and this header
  struct Block *next; // in the list of free blocks
} Block;

_Static_assert(sizeof(Block) <= HEADER, "a header holds a block's links");

extern uint8_t __heap_base;
static size_t heap_end;
static Block *free_blocks[32 * 8];

/// The block size that holds `bytes`: eight sizes to each power of two.
static size_t rounded(size_t bytes) {
  size_t step = 16;
  while (step * 16 <= bytes) step *= 2;
  return (bytes + step - 1) & ~(step - 1);
}

/// The list in which blocks of a rounded size wait.
static size_t list_of(size_t size) {
  size_t power = 31 - (size_t)__builtin_clz((unsigned)size);
  return power * 8 + ((size >> (power - 3)) & 7);
}

/// Fresh memory at the end of the heap; 0 when the page gives no more.
static uint8_t *extend(size_t size) {
  if (heap_end == 0) heap_end = ((size_t)&__heap_base + 15) & ~(size_t)15;
  size_t have = (size_t)__builtin_wasm_memory_size(0) * PAGE;
  size_t start = heap_end;
  if (size > (size_t)0xFFFF0000 - start) return 0;
  if (start + size > have) {
    size_t pages = (start + size - have + PAGE - 1) / PAGE;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
  }
  heap_end = start + size;
  return (uint8_t *)start;
}

static void *allocate(size_t bytes, size_t alignment) {
  size_t slack = alignment > HEADER ? alignment : 0;
  if (bytes > (size_t)0xFFFF0000 - HEADER - slack) return 0;
  size_t size = rounded(bytes + HEADER + slack);
  Block **list = &free_blocks[list_of(size)];
  uint8_t *start;
  if (*list) {
    start = (uint8_t *)*list;
    *list = (*list)->next;
  } else if (!(start = extend(size))) {
    return 0;
  }
  size_t mask = (alignment > HEADER ? alignment : HEADER) - 1;
  uint8_t *payload = (uint8_t *)(((size_t)start + HEADER + mask) & ~mask);
  Block *header = (Block *)(payload - HEADER);
  header->size = size;
  header->lead = (size_t)((uint8_t *)header - start);
  return payload;
}

void free(void *pointer) {
  if (!pointer) return;
  Block *header = (Block *)((uint8_t *)pointer - HEADER);
  size_t size = header->size;
  Block *block = (Block *)((uint8_t *)header - header->lead);
  block->next = free_blocks[list_of(size)];
  free_blocks[list_of(size)] = block;
}

void *malloc(size_t bytes) { return allocate(bytes, HEADER); }

/// Ends the run where there is no room: compiled Swift does not look at what is returned, and would write to address 0.
int posix_memalign(void **result, size_t alignment, size_t bytes) {
  *result = allocate(bytes, alignment);
  if (!*result) __builtin_trap();
  return 0;
}
