// Plain Java: columns of bytes, the rule for one person after the other, chunks of groups on a pool of threads.
//
// java Peer.java FOLDER HOURS THREADS

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class Peer {
  static final int ACTIVITY = 4, RECOGNITION = 5, CHUNKS = 64;

  final int persons, groups, noise, turn, caller;
  final int[] agents, firstAgents, outlooks, prospects, first;
  final long[] keys;
  final byte[][] columns;
  final int[] out;
  final long[] gained;
  final int[] chunks = new int[CHUNKS + 1];

  static ByteBuffer bytes(String folder, String name) throws Exception {
    return ByteBuffer.wrap(Files.readAllBytes(Path.of(folder, name))).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int[] ints(String folder, String name) throws Exception {
    var buffer = bytes(folder, name).asIntBuffer();
    var numbers = new int[buffer.remaining()];
    buffer.get(numbers);
    return numbers;
  }

  Peer(String folder) throws Exception {
    var numbers = ints(folder, "numbers.i32");
    persons = numbers[0];
    groups = numbers[1];
    noise = numbers[3];
    turn = numbers[4];
    caller = numbers[5];
    agents = ints(folder, "agents.i32");
    firstAgents = ints(folder, "first_agents.u32");
    outlooks = ints(folder, "outlooks.i32");
    prospects = ints(folder, "prospects.i32");
    var keyBuffer = bytes(folder, "keys.u64").asLongBuffer();
    keys = new long[keyBuffer.remaining()];
    keyBuffer.get(keys);
    var rows = bytes(folder, "rows.u8");
    columns = new byte[numbers[2]][persons];
    for (var column : columns) rows.get(column);
    first = new int[groups + 1];
    for (int g = 0; g < groups; g++) first[g + 1] = first[g] + agents[g];
    for (int c = 1, g = 0; c <= CHUNKS; c++) {
      while (g < groups && first[g] < (long) persons * c / CHUNKS) g++;
      chunks[c] = g;
    }
    out = new int[groups];
    gained = new long[groups];
  }

  static int bits(int person, int low, int high) {
    int x = person ^ low;
    x ^= x >>> 17;
    x *= 0xED5AD4BB;
    x ^= x >>> 11;
    x += high;
    x *= 0xAC4C1B51;
    x ^= x >>> 15;
    x *= 0x31848BAB;
    return x ^ x >>> 14;
  }

  void decide(int g, long key) {
    int o = 10 * g, p = 7 * g, low = (int) key, high = (int) (key >>> 32);
    int weight = outlooks[o + 2], hardship = outlooks[o + 3], fear = outlooks[o + 4], object = outlooks[o + 5];
    int goBack = outlooks[o + 6], drift = outlooks[o + 7], call = outlooks[o + 8], tilt = outlooks[o + 9];
    int crowd = prospects[p], grievance = prospects[p + 1], walkOut = prospects[p + 2], goHome = prospects[p + 3];
    int reconsider = prospects[p + 4], aimOfGroup = prospects[p + 5], step = prospects[p + 6];
    byte[] susceptibility = columns[0], risk = columns[1], obstinacy = columns[2], conviction = columns[3];
    byte[] activity = columns[ACTIVITY], recognition = columns[RECOGNITION + turn];
    byte[] person = columns[RECOGNITION + outlooks[o]], institution = columns[RECOGNITION + outlooks[o + 1]];
    byte[] calling = columns[RECOGNITION + caller];
    int active = 0;
    long change = 0;
    for (int i = first[g], n = firstAgents[g]; i < first[g + 1]; i++, n++) {
      int draw = bits(n, low, high), luck = draw >>> 8 & 0xFFF;
      int burden = (susceptibility[i] & 255) * hardship >> 8;
      int inForce = (person[i] & 255) * weight + (institution[i] & 255) * (256 - weight) >> 8;
      int utility = ((burden + crowd) * (256 - inForce) >> 8) + grievance - ((risk[i] & 255) * fear >> 8)
          - 8 * (obstinacy[i] & 255) + (((draw & 255) - 128) * noise >> 7);
      int state = activity[i];
      if (state == 0) {
        if (utility > 0 && luck < walkOut) state = object;
      } else {
        int own = state == object ? goHome + (utility > 0 ? 0 : goBack) : drift;
        if (luck < ((calling[i] & 255) * call >> 8) + own) state = 0;
      }
      activity[i] = (byte) state;
      if (state != 0) active++;
      if (draw >>> 20 < reconsider) {
        int held = recognition[i] & 255;
        int aim = Math.min(Math.max(aimOfGroup + (((conviction[i] & 255) - 128) * tilt >> 7), 0), 255);
        int moved = Math.min(Math.max(aim - held, -step), step);
        recognition[i] = (byte) (held + moved);
        change += moved;
      }
    }
    out[g] = active;
    gained[g] += change;
  }

  void hour(int h, ExecutorService pool) throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (int c = 0; c < CHUNKS; c++) {
      int from = chunks[c], to = chunks[c + 1];
      work.add(() -> {
        for (int g = from; g < to; g++) decide(g, keys[h]);
        return null;
      });
    }
    for (var done : pool.invokeAll(work)) done.get();
  }

  long checksum() {
    long sum = 0, factor = 1;
    for (var column : List.of(columns[ACTIVITY], columns[RECOGNITION + turn]))
      for (byte b : column) {
        sum += (b & 255) * factor;
        factor += 2;
      }
    return sum;
  }

  public static void main(String[] words) throws Exception {
    int hours = Integer.parseInt(words[1]), threads = Integer.parseInt(words[2]);
    var peer = new Peer(words[0]);
    var pool = Executors.newFixedThreadPool(threads);
    peer.hour(0, pool);
    long start = System.nanoTime();
    for (int h = 1; h < hours; h++) peer.hour(h, pool);
    double seconds = (System.nanoTime() - start) * 1e-9 / (hours - 1);
    pool.shutdown();
    long out = 0;
    for (int active : peer.out) out += active;
    System.out.printf("{\"threads\": %d, \"persons\": %d, \"hours\": %d, \"secondsPerHour\": %.9f, "
        + "\"personsPerSecond\": %.0f, \"out\": %d, \"checksum\": \"%016x\"}%n",
        threads, peer.persons, hours, seconds, peer.persons / seconds, out, peer.checksum());
  }
}
