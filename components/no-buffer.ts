/** Node's Buffer, which no browser has: a library that asks whether there is one (liquidjs) would bring 22 KB of it along. */
export const Buffer = undefined;
