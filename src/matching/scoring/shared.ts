/** An array of zeros in memory that threads share. */
export function shared<T>(
  Type: { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
): T {
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT))
}

/** 32-bit integers in memory that threads share. */
export function ints(values: readonly number[]): Int32Array {
  const array = shared(Int32Array, values.length)
  array.set(values)
  return array
}
