// The network step as a plain loop in C, to hold the engine's beside. Compiled and run by native-step.ts.
// Reads one file of native int32 and float32 numbers: inputs, layers, outputs, vectors, calls, units of each layer;
// for each layer kernel, recurrent kernel and bias; dense kernel and bias; the vectors. Prints the outputs after all
// vectors in a row, on one line, and then the nanoseconds of each timed call, one a line.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  int inputs, units;
  const float *kernel, *recurrent, *bias;
  float *cell, *output;
} Layer;

static float rational_tanh(float value) {
  float x = value > 9.0f ? 9.0f : value < -9.0f ? -9.0f : value;
  float s = x * x;
  float p = -2.76076847742355e-16f;
  p = p * s + 2.00018790482477e-13f;
  p = p * s + -8.60467152213735e-11f;
  p = p * s + 5.12229709037114e-8f;
  p = p * s + 1.48572235717979e-5f;
  p = p * s + 6.37261928875436e-4f;
  p = p * s + 4.89352455891786e-3f;
  float q = 1.19825839466702e-6f;
  q = q * s + 1.18534705686654e-4f;
  q = q * s + 2.2684346324339e-3f;
  q = q * s + 4.89352518554385e-3f;
  return x * p / q;
}

static float sigmoid(float value) { return 0.5f + 0.5f * rational_tanh(0.5f * value); }

// sums += values . matrix; rows of zero are skipped, four rows a pass.
static void add_product(float *restrict sums, const float *restrict values, int count, const float *restrict matrix,
                        int width, int *restrict rows) {
  int listed = 0, at = 0;
  for (int i = 0; i < count; i++)
    if (values[i] != 0) rows[listed++] = i;
  for (; at + 4 <= listed; at += 4) {
    const float *a = matrix + (size_t)rows[at] * width, *b = matrix + (size_t)rows[at + 1] * width;
    const float *c = matrix + (size_t)rows[at + 2] * width, *d = matrix + (size_t)rows[at + 3] * width;
    float va = values[rows[at]], vb = values[rows[at + 1]], vc = values[rows[at + 2]], vd = values[rows[at + 3]];
    for (int j = 0; j < width; j++) sums[j] += va * a[j] + vb * b[j] + vc * c[j] + vd * d[j];
  }
  for (; at < listed; at++) {
    const float *row = matrix + (size_t)rows[at] * width;
    float value = values[rows[at]];
    for (int j = 0; j < width; j++) sums[j] += value * row[j];
  }
}

static void open_gates(int units, const float *restrict gates, float *restrict cell, float *restrict output) {
  for (int u = 0; u < units; u++) {
    float state = sigmoid(gates[units + u]) * cell[u] + sigmoid(gates[u]) * rational_tanh(gates[2 * units + u]);
    cell[u] = state;
    output[u] = sigmoid(gates[3 * units + u]) * rational_tanh(state);
  }
}

static void step(Layer *layers, int count, const float *dense, const float *dense_bias, int outputs, const float *input,
                 float *logits, float *gates, int *rows) {
  for (int i = 0; i < count; i++) {
    Layer *layer = &layers[i];
    memcpy(gates, layer->bias, sizeof(float) * 4 * layer->units);
    add_product(gates, input, layer->inputs, layer->kernel, 4 * layer->units, rows);
    add_product(gates, layer->output, layer->units, layer->recurrent, 4 * layer->units, rows);
    open_gates(layer->units, gates, layer->cell, layer->output);
    input = layer->output;
  }
  memcpy(logits, dense_bias, sizeof(float) * outputs);
  add_product(logits, input, layers[count - 1].units, dense, outputs, rows);
}

static double nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return 1e9 * now.tv_sec + now.tv_nsec;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 1;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = aligned_alloc(64, (size + 63) / 64 * 64);
  if (!bytes || fread(bytes, 1, size, file) != (size_t)size) return 1;
  const int32_t *head = (const int32_t *)bytes;
  int inputs = head[0], count = head[1], outputs = head[2], vectors = head[3], calls = head[4];
  const float *at = (const float *)(head + 5 + count);
  Layer layers[8];
  int longest = inputs, below = inputs;
  for (int i = 0; i < count; i++) {
    int units = head[5 + i];
    layers[i] = (Layer){below, units, at, at + (size_t)below * 4 * units, at + (size_t)(below + units) * 4 * units,
                        calloc(units, sizeof(float)), calloc(units, sizeof(float))};
    at = layers[i].bias + 4 * units;
    below = units;
    if (units > longest) longest = units;
  }
  const float *dense = at, *dense_bias = dense + (size_t)below * outputs, *input = dense_bias + outputs;
  float *logits = malloc(sizeof(float) * outputs), *gates = malloc(sizeof(float) * 4 * longest);
  int *rows = malloc(sizeof(int) * longest);
  for (int i = 0; i < vectors; i++) step(layers, count, dense, dense_bias, outputs, input + (size_t)i * inputs, logits, gates, rows);
  for (int o = 0; o < outputs; o++) printf("%.9g ", logits[o]);
  printf("\n");
  double *took = malloc(sizeof(double) * calls);
  // Warm, as every other way is when it is timed.
  for (int i = -calls / 4; i < calls; i++) {
    double from = nanoseconds();
    step(layers, count, dense, dense_bias, outputs, input + (size_t)((i + calls) % vectors) * inputs, logits, gates, rows);
    if (i >= 0) took[i] = nanoseconds() - from;
  }
  for (int i = 0; i < calls; i++) printf("%.0f\n", took[i]);
  return 0;
}
