/**
 * What makes a tunnel a standby: a side that can say so advertises over it with this MED and its own ASN so often
 * before the path. RFC 4271 ranks the shorter AS path first (9.1.2.2 a), then the lower MED (c).
 */
export const standby = { med: 200, prepends: 2 } as const;
