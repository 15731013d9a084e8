import { useCurrency } from '../../../client/connection.ts';
import { action } from '../../../kit/action/action.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { money, words } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { Accounts, accountActions, type PaidTo } from './accounts.tsx';
import { ADVANCES, payInAdvance } from './advances.ts';
import { invoiceColumns, itemColumns, orderColumns, paymentColumns } from './columns.ts';
import { CustomerDunning } from './Dunning.tsx';
import { CustomerStatement } from './Statement.tsx';
import { type Party, type PaymentTerms, SHOWN, type Terms } from './store.ts';
import { supplierTermsAction, supplierTermsFacts, termsAction, termsFacts } from './terms.ts';
import { t } from './text.ts';

type Role = 'receivable' | 'customer-deposits' | typeof ADVANCES;

/** One customer: what they ordered, what they owe, and what they paid. */
export default function CustomerScreen({ params }: ScreenProps) {
  const { output, failure, again } = useAsk('parties.getParty', { partyId: params['id'] ?? '' });
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  return <CustomerPage party={output} />;
}

interface Agreed {
  readonly terms: Terms | undefined;
  readonly known: readonly PaymentTerms[];
  /** Terms of bills of theirs; undefined where they are none of ours to see. */
  readonly bills: string | null | undefined;
  readonly today: string | undefined;
}

function actionsOf(party: Party, { terms, known, bills, today }: Agreed, accounts: PaidTo | undefined, home: string) {
  if (party.erasedAt !== null) return [];
  const isSupplier = party.kind === 'supplier' || party.kind === 'both';
  const expect = [{ id: party.id, revision: party.revision }];
  return [
    ...(terms ? [termsAction(party.id, terms, known, home)] : []),
    ...(isSupplier && bills !== undefined ? [supplierTermsAction(party, bills, known)] : []),
    ...(isSupplier && today !== undefined ? [payInAdvance(party, today, home)] : []),
    action({
      verb: t('change'),
      operation: 'parties.changeParty',
      asks: [
        { name: 'name', label: t('name'), kind: 'text', start: party.name },
        { name: 'country', label: t('country'), kind: 'text', start: party.country },
        { name: 'email', label: t('email'), kind: 'text', start: party.email ?? '', optional: true },
        { name: 'phone', label: t('phone'), kind: 'text', start: party.phone ?? '', optional: true },
        ...(isSupplier
          ? [{ name: 'currency', label: t('currency'), kind: 'text' as const, start: party.currency ?? home, hint: t('currencyHint') }]
          : []),
      ],
      input: ({ name = party.name, country = party.country, email, phone, currency }) => ({
        partyId: party.id,
        name,
        country: country.toUpperCase(),
        email: email ?? null,
        phone: phone ?? null,
        ...(isSupplier && currency !== undefined ? { currency: currency.trim().toUpperCase() } : {}),
      }),
      expect,
    }),
    ...accountActions(party, accounts, home),
    action({ verb: t('erase'), operation: 'parties.eraseParty', input: () => ({ partyId: party.id }), expect, grave: true }),
  ];
}

function CustomerPage({ party }: { readonly party: Party }) {
  const currency = useCurrency();
  const owes = useAsk('accounting.countOpenItems', { filter: openUnder('receivable', party.id) }).output;
  const ahead = useAsk('accounting.countOpenItems', { filter: openUnder('customer-deposits', party.id) }).output;
  const advances = useAsk('accounting.countOpenItems', { filter: openUnder(ADVANCES, party.id) }).output;
  const today = useAsk('engine.status', {}).output?.today;
  const filter = [{ column: 'partyId' as const, op: 'eq' as const, value: party.id }];
  const counted = useAsk('sales.countOrders', { filter }).output;
  const terms = useAsk('sales.getCustomerTerms', { partyId: party.id }).output;
  const known = useAsk('accounting.listPaymentTerms', {}).output?.rows ?? [];
  const bills = useAsk('purchasing.getSupplierTerms', { partyId: party.id }).output?.paymentTerms;
  const accounts = useAsk('parties.listBankAccounts', { partyId: party.id }).output?.rows;
  const paidTo = accounts?.find((a) => a.ended === null);
  const late = useAsk('receivables.getLate', { partyId: party.id }).output?.late;
  const tab = (name: string) => `/customers/${party.id}?tab=${name}`;
  return (
    <Detail
      actions={actionsOf(party, { terms, known, bills, today }, accounts, currency)}
      amounts={[
        ...(owes
          ? [{ name: t('owes'), value: `${money(owes.residual, currency)} ${currency}`, hint: t('owesHint'), path: tab('items') }]
          : []),
        ...(ahead
          ? [{ name: t('deposits'), value: money(-ahead.residual, currency), hint: t('depositsHint'), path: tab('deposits') }]
          : []),
        ...(advances && advances.count > 0
          ? [{ name: t('advances'), value: money(advances.residual, currency), hint: t('advancesHint'), path: tab('advances') }]
          : []),
      ]}
      even
      crumb={{ title: t('customers'), path: '/customers' }}
      facts={[
        { name: t('kind'), value: words(party.kind) },
        { name: t('country'), value: party.country },
        ...(party.currency === null ? [] : [{ name: t('currency'), value: party.currency, path: '/exchange-rates' }]),
        ...(party.email === null ? [] : [{ name: t('email'), value: party.email }]),
        ...(party.phone === null ? [] : [{ name: t('phone'), value: party.phone }]),
        ...(party.externalId ? [{ name: t('number'), value: party.externalId }] : []),
        ...(paidTo === undefined ? [] : [{ name: t('paidTo'), value: paidTo.number, path: tab('accounts') }]),
        ...termsFacts(terms, known, currency),
        ...supplierTermsFacts(bills ?? null, known),
        ...(late && late.stands > 0
          ? [{ name: t('dunning'), value: t('dunningAt', { level: late.stands }), hint: t('lateHint'), path: tab('dunning') }]
          : []),
      ]}
      notice={
        <>
          {party.erasedAt === null ? null : <p className="notice">{t('erasedNote')}</p>}
          {terms?.paymentHold ? <p className="notice bad">{t('onHold', { note: terms.note })}</p> : null}
        </>
      }
      tabs={[
        { id: 'orders', title: t('orders'), count: counted?.count, body: () => <Orders currency={currency} partyId={party.id} /> },
        { id: 'invoices', title: t('invoices'), body: () => <Invoices currency={currency} partyId={party.id} /> },
        { id: 'items', title: t('items'), count: owes?.count, body: () => <Items owedUnder="receivable" partyId={party.id} /> },
        { id: 'deposits', title: t('ahead'), count: ahead?.count, body: () => <Items owedUnder="customer-deposits" partyId={party.id} /> },
        { id: 'payments', title: t('payments'), body: () => <Payments currency={currency} partyId={party.id} /> },
        ...(party.kind === 'supplier' || party.kind === 'both'
          ? [
              {
                id: 'advances',
                title: t('advances'),
                count: advances?.count,
                body: () => <Items owedUnder={ADVANCES} partyId={party.id} />,
              },
              { id: 'accounts', title: t('accounts'), count: accounts?.length, body: () => <Accounts partyId={party.id} /> },
            ]
          : []),
        {
          id: 'statement',
          title: t('statement'),
          body: () => <CustomerStatement currency={currency} name={party.name} partyId={party.id} />,
        },
        { id: 'dunning', title: t('dunning'), body: () => <CustomerDunning currency={currency} partyId={party.id} /> },
        { id: 'history', title: t('history'), body: () => <History id={party.id} table="party" /> },
      ]}
      title={party.name}
    />
  );
}

interface Belonging {
  readonly currency: string;
  readonly partyId: string;
}

const ofParty = (partyId: string) => ({
  offset: 0,
  limit: SHOWN,
  filter: [{ column: 'partyId' as const, op: 'eq' as const, value: partyId }],
});

/** What is open of a party on the account that plays a role. */
const openUnder = (role: Role, partyId: string) => [
  { column: 'role' as const, op: 'eq' as const, value: role },
  { column: 'partyId' as const, op: 'eq' as const, value: partyId },
];

function Orders({ currency, partyId }: Belonging) {
  const asked = useAsk('sales.listOrders', ofParty(partyId));
  return <Rows asked={asked} columns={orderColumns(currency)} empty={t('noOrder')} label={t('orders')} rowId={(o) => o.id} />;
}

function Invoices({ currency, partyId }: Belonging) {
  const asked = useAsk('sales.listInvoices', ofParty(partyId));
  return <Rows asked={asked} columns={invoiceColumns(currency)} empty={t('noInvoice')} label={t('invoices')} rowId={(i) => i.id} />;
}

function Payments({ currency, partyId }: Belonging) {
  const asked = useAsk('accounting.listPayments', ofParty(partyId));
  return <Rows asked={asked} columns={paymentColumns(currency)} empty={t('noPayment')} label={t('payments')} rowId={(p) => p.id} />;
}

/** What is open under a role; the last line is the engine's sum over all of it. */
function Items({ partyId, owedUnder: role }: { readonly partyId: string; readonly owedUnder: Role }) {
  const currency = useCurrency();
  const filter = openUnder(role, partyId);
  const asked = useAsk('accounting.listOpenItems', { filter, limit: SHOWN });
  const sum = useAsk('accounting.countOpenItems', { filter }).output?.residual;
  const [model] = asked.output?.rows ?? [];
  return (
    <Rows
      asked={asked}
      columns={itemColumns(currency)}
      empty={t('noItem')}
      label={t('items')}
      rowId={(i) => i.itemKey}
      total={model && sum !== undefined ? { ...model, itemKey: '', itemName: t('sum'), dueOn: null, residual: sum } : undefined}
    />
  );
}
