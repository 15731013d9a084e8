/** Posts an entry of two lines by hand, as an accountant would: `amount` in minor units from one role to the other. */
export const manualEntry =
  (shop: { dispatch(operation: string, input: unknown): Promise<unknown> }) =>
  (on: string, debit: string, credit: string, amount: number): Promise<unknown> =>
    shop.dispatch('accounting.postEntry', {
      on,
      memo: 'By hand',
      lines: [
        { account: { role: debit }, amount },
        { account: { role: credit }, amount: -amount },
      ],
    });
