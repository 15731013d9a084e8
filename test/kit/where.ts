/** The question to a list for rows whose fields are these. */
export const where = (fields: Readonly<Record<string, unknown>>) => ({
  filter: Object.entries(fields).map(([column, value]) => ({ column, op: 'eq', value })),
});
