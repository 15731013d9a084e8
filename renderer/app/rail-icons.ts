/** What a room looks like in the rail: strokes on a field of 16 by 16, by the path of its main screen. */
const STROKES: Readonly<Record<string, string>> = {
  '/': 'M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z',
  '/orders': 'M3 2.5h10v11l-1.7-1.2-1.6 1.2L8 12.3l-1.7 1.2-1.6-1.2L3 13.5zM5.5 5.5h5M5.5 8.5h5',
  '/stock': 'M2 13.5V6l6-3.5L14 6v7.5M4.5 13.5v-5h7v5M4.5 11h7',
  '/items': 'M8 2l5.5 3v6L8 14l-5.5-3V5zM2.5 5 8 8l5.5-3M8 8v6',
  '/purchase-orders': 'M1.5 3h2l1.6 7.5h7L13.5 5H4M6 13.2h.1M11 13.2h.1',
  '/returns': 'M6 2.5 2.5 6 6 9.5M2.5 6h7.2a3.8 3.8 0 0 1 0 7.5H6.5',
  '/channels': 'M5 8a3 3 0 0 1 3-3h2.5a3 3 0 0 1 0 6H10M11 8a3 3 0 0 1-3 3H5.5a3 3 0 0 1 0-6H6',
  '/trial-balance': 'M3 2.5h8.5A1.5 1.5 0 0 1 13 4v9.5H4.5A1.5 1.5 0 0 1 3 12zM3 12a1.5 1.5 0 0 1 1.5-1.5H13M6 5.5h4',
  '/approvals': 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.3 8.2 7.2 10l3.5-4',
  '/settings': 'M2.5 4.5h5M11 4.5h2.5M2.5 11.5H5M8.5 11.5h5M9.2 2.6v3.8M6.8 9.6v3.8',
  '/audit-log': 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.5',
  '/users': 'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM2 13.5a4 4 0 0 1 8 0M10.5 3.2a2.3 2.3 0 0 1 0 4.2M11.8 9.9a4 4 0 0 1 2.2 3.6',
};
const PLAIN = 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z';

/** Strokes of a room's picture; a room without one of its own has a plain ring. */
export const strokesOf = (path: string): string => STROKES[path] ?? PLAIN;
