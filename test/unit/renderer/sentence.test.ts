import { expect, test } from 'vitest';
import { publishedOperations } from '../../../preload/contract/orpc.ts';
import { did, reasonWords, sentence } from '../../../renderer/kit/history/sentence.ts';

const told = { actor: 'Otto', reasonCode: null, reason: null };

test('a command reads as a sentence of the trade', () => {
  expect(sentence({ ...told, operation: 'sales.cancelOrder', about: [{ name: 'SO-2026-00001' }] })).toBe(
    'Otto cancelled order SO-2026-00001',
  );
  expect(sentence({ ...told, operation: 'company.openSession', about: [] })).toBe('Otto signed in');
  // Without words of its own an operation is told by its name.
  expect(sentence({ ...told, operation: 'catalog.createItem', about: [{ name: 'TEE' }] })).toBe('Otto created item TEE');
  expect(sentence({ ...told, operation: 'channels.mapSkus', about: [] })).toBe('Otto mapped skus');
  expect(reasonWords({ reasonCode: 'Ordered twice', reason: 'See 17' })).toBe('Ordered twice: See 17');
});

test('every command of the house has words that name no code', () => {
  for (const def of publishedOperations.filter((d) => d.kind === 'command')) expect(did(def.name), def.name).toMatch(/^[a-z][a-zA-Z :]+$/);
});
