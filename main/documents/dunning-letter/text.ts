import { texts } from '../kit/language.ts';

export const letterTexts = texts(
  'dunning-letter',
  {
    letter: 'Letter',
    date: 'Date',
    payBy: 'Please pay by',
    yourTax: 'Your tax no.',
    greeting: 'Dear Sir or Madam,',
    first: 'The invoices below are past due. Perhaps they escaped your notice; please pay what is open.',
    further: 'You have not paid the invoices below, although we reminded you. Please pay what is open without further delay.',
    last: 'In spite of our reminders the invoices below are still not paid. We ask you for the last time to pay what is open.',
    document: 'Document',
    issued: 'Date',
    due: 'Due',
    late: 'Days late',
    level: 'Reminder',
    open: 'Open {{currency}}',
    openSum: 'Open',
    fee: 'Fee for this letter',
    total: 'To be paid {{currency}}',
    close:
      'Please pay {{total}} {{currency}} by {{day}} and name {{number}}. If you have paid in the meantime, please take no notice of this letter.',
  },
  {
    de: {
      letter: 'Schreiben',
      date: 'Datum',
      payBy: 'Zahlbar bis',
      yourTax: 'Ihre USt-IdNr.',
      greeting: 'Sehr geehrte Damen und Herren,',
      first:
        'die folgenden Rechnungen sind fällig. Vielleicht sind sie Ihrer Aufmerksamkeit entgangen; bitte zahlen Sie den offenen Betrag.',
      further: 'trotz unserer Erinnerung haben Sie die folgenden Rechnungen nicht bezahlt. Bitte zahlen Sie den offenen Betrag umgehend.',
      last: 'trotz unserer Mahnungen sind die folgenden Rechnungen noch immer nicht bezahlt. Wir fordern Sie letztmals auf, den offenen Betrag zu zahlen.',
      document: 'Beleg',
      issued: 'Datum',
      due: 'Fällig',
      late: 'Tage überfällig',
      level: 'Mahnung',
      open: 'Offen {{currency}}',
      openSum: 'Offen',
      fee: 'Mahngebühr',
      total: 'Zu zahlen {{currency}}',
      close:
        'Bitte zahlen Sie {{total}} {{currency}} bis zum {{day}} und geben Sie {{number}} an. Sollten Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos.',
    },
  },
);
