/** Scores are decimal strings; nothing here turns one into a number but `toDrawn`. */

function split(value: string): { negative: boolean; whole: string; fraction: string } {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = value.replace("-", "").split(".");
  return { negative, whole: whole.replace(/^0+(?=\d)/, ""), fraction };
}

/** With exactly `places` digits, half up; thousands separated. */
export function showDecimal(value: string, places = 2): string {
  const { negative, whole, fraction } = split(value);
  const digits = fraction.padEnd(places + 1, "0");
  let scaled = BigInt(whole + digits.slice(0, places));
  if (Number(digits[places]) >= 5) scaled += 1n;
  const text = scaled.toString().padStart(places + 1, "0");
  const head = text.slice(0, text.length - places).replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = negative && scaled !== 0n ? "\u2212" : "";
  return sign + head + (places ? `.${text.slice(-places)}` : "");
}

/** Without trailing zeros, as in sentences. */
export function showShort(value: string): string {
  return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
}

function together(left: string, right: string, operate: (left: bigint, right: bigint) => bigint): string {
  const places = Math.max(split(left).fraction.length, split(right).fraction.length);
  const scale = (value: string): bigint => {
    const { negative, whole, fraction } = split(value);
    const scaled = BigInt(whole + fraction.padEnd(places, "0"));
    return negative ? -scaled : scaled;
  };
  const result = operate(scale(left), scale(right));
  const text = (result < 0n ? -result : result).toString().padStart(places + 1, "0");
  const number = places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
  return result < 0n ? `-${number}` : number;
}

/** The sum of two decimal strings, exactly. */
export function add(left: string, right: string): string {
  return together(left, right, (a, b) => a + b);
}

/** The difference of two decimal strings, exactly. */
export function subtract(left: string, right: string): string {
  return together(left, right, (a, b) => a - b);
}

/** Below 0, 0 or above it, as the left one is smaller, equal or greater; for sorting. */
export function compare(left: string, right: string): number {
  const difference = subtract(left, right);
  return isZero(difference) ? 0 : isNegative(difference) ? -1 : 1;
}

export function isNegative(value: string): boolean {
  return value.startsWith("-") && /[1-9]/.test(value);
}

export function isZero(value: string): boolean {
  return !/[1-9]/.test(value);
}

/** A length or position on the screen. Never shown, never sent. */
export function toDrawn(value: string): number {
  return Number.parseFloat(value);
}
