import type { Minor } from '../../../../../preload/contract/values/money.ts';

/** A run as its file tells it, whatever the format. Amounts in minor units. */
export interface PaymentFile {
  /** of the run: the same run is the same file */
  readonly number: string;
  /** instant the run was sent */
  readonly at: string;
  readonly payOn: string;
  readonly currency: string;
  readonly payer: {
    readonly name: string;
    readonly account: string;
    readonly bankCode: string | null;
    readonly bankName: string | null;
    readonly companyCode: string | null;
  };
  readonly transfers: readonly Transfer[];
}

export interface Transfer {
  /** number of the payment: what the bank gives back with its line */
  readonly reference: string;
  readonly name: string;
  readonly account: string;
  readonly bankCode: string | null;
  readonly accountKind: 'checking' | 'savings' | null;
  readonly amount: Minor;
  /** supplier's numbers of what it pays, with what of each is paid; a credit below zero */
  readonly pays: readonly { readonly reference: string; readonly amount: Minor }[];
}
