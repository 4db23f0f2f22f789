/** What somebody may do at once (`burst`), and how quickly it grows back. */
export type Allowance = { burst: number; perSecond: number }

/** One use of an allowance; `key` says whose and for what, such as `search:network:203.0.113.9`. */
export type Charge = Allowance & { key: string }

/** Milliseconds until it may be tried again; 0 when it is allowed. */
export type Wait = number

/** Where allowances are kept that processes share. */
export type LimitStore = {
  /** Takes from every allowance or, where one is used up, from none. */
  take(charges: readonly Charge[]): Promise<Wait>
}

/** Milliseconds in which one use grows back, and in which a whole allowance does. */
export function periodsOf({ burst, perSecond }: Allowance): { each: number; all: number } {
  const each = 1_000 / perSecond
  return { each, all: each * burst }
}
