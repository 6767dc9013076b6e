// A batch of 100 eth_calls written and its answers read by simdjson on-demand: what the JSON-RPC
// codec is measured against. jsonrpc [repetitions]
#include <simdjson.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <string>
#include <vector>

using namespace simdjson;

static double now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

static void hexadecimal(std::string &text, uint64_t value, int digits) {
  for (int shift = 4 * digits - 4; shift >= 0; shift -= 4)
    text += "0123456789abcdef"[value >> shift & 15];
}

int main(int count, char **arguments) {
  const int calls = 100;
  int repetitions = count > 1 ? atoi(arguments[1]) : 2000;
  std::vector<std::string> parameters;
  std::string answer = "[";
  for (int i = 0; i < calls; i++) {
    std::string call = "[{\"to\":\"0x";
    hexadecimal(call, 0, 24);
    hexadecimal(call, 0x1000 + i, 16);
    call += "\",\"data\":\"0x70a08231";
    hexadecimal(call, 0, 48);
    hexadecimal(call, i, 16);
    call += "\"},\"latest\"]";
    parameters.push_back(call);
    if (i) answer += ",";
    answer += "{\"jsonrpc\":\"2.0\",\"id\":" + std::to_string(1 + i) + ",\"result\":\"0x";
    hexadecimal(answer, 0, 48);
    hexadecimal(answer, 1000003ull * i, 16);
    answer += "\"}";
  }
  answer += "]";
  padded_string padded(answer);
  ondemand::parser parser;
  std::string text;
  std::vector<std::string_view> results(calls);
  uint64_t sum = 0;
  double best = 1e9;
  for (int round = 0; round < repetitions; round++) {
    double start = now();
    text.clear();
    text += "[";
    for (int i = 0; i < calls; i++) {
      if (i) text += ",";
      text += "{\"jsonrpc\":\"2.0\",\"id\":";
      text += std::to_string(1 + i);
      text += ",\"method\":\"eth_call\",\"params\":";
      text += parameters[i];
      text += "}";
    }
    text += "]";
    auto document = parser.iterate(padded);
    for (ondemand::object entry : document.get_array()) {
      uint64_t id = entry["id"];
      std::string_view result = entry["result"];
      if (id >= 1 && id <= calls) results[id - 1] = result;
    }
    sum = text.size();
    for (auto &result : results) sum = sum * 31 + result.size() + uint8_t(result.back());
    double time = now() - start;
    if (time < best) best = time;
  }
  printf("{\"system\":\"c++ simdjson\",\"n\":%d,\"cpu\":%.9f,\"checksum\":%llu}\n", calls, best,
         (unsigned long long)sum);
}
