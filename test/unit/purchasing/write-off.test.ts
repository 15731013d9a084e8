import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../main/engine/context.ts';
import { openShop, type Shop } from '../../kit/company.ts';
import { expectHealthy } from '../../kit/doctor.ts';

let shop: Shop;
let bob: Actor;
let olga: Actor;
let orderId: string;

beforeEach(async () => {
  shop = await openShop();
  bob = await hire('bob', 'accountant', ['purchasing.read', 'purchasing.write-off']);
  olga = await hire('olga', 'owner', ['*']);
  await shop.dispatch('catalog.createItem', { sku: 'CUP', title: 'Cup' });
  const { rows } = await shop.ask<{ rows: { id: string }[] }>('inventory.listWarehouses', {});
  const mill = { kind: 'supplier', name: 'Mill', country: 'GB' };
  const { partyId } = await shop.dispatch<{ partyId: string }>('parties.createParty', mill);
  const lines = [{ sku: 'CUP', qty: 10, priceMicros: 4_000_000 }];
  const order = { partyId, warehouseId: rows[0]?.id, confirm: true, lines };
  ({ orderId } = await shop.dispatch<{ orderId: string }>('purchasing.createOrder', order));
  await shop.dispatch('purchasing.receiveOrder', { orderId });
});
afterEach(() => shop.close());

async function hire(login: string, role: string, permissions: readonly string[]): Promise<Actor> {
  const { userId } = await shop.dispatch<{ userId: string }>('company.createUser', { login, name: login, roles: [role] });
  return { id: userId, device: `${login}-desk`, permissions: new Set(permissions), scopes: {} };
}
const seen = () => shop.ask<{ revision: number; lines: { billed: number; open: number }[] }>('purchasing.getOrder', { orderId });
const writeOff = async (actor: Actor) => {
  const { revision } = await seen();
  return shop.dispatch(
    'purchasing.writeOffGrni',
    { orderId, lineNo: 1, reason: 'never billed' },
    { actor, expect: [{ id: orderId, revision }] },
  );
};

test('goods never billed are written off only by who may, and wait for a second person where the company wants it', async () => {
  const clerk = await hire('carl', 'purchasing', ['purchasing.read', 'purchasing.write', 'purchasing.receive']);
  await expect(writeOff(clerk)).rejects.toMatchObject({ code: 'engine.notPermitted' });
  await shop.dispatch('company.setApprovalPolicy', {
    code: 'grni',
    name: 'Goods never billed',
    operation: 'purchasing.writeOffGrni',
    measure: 'always',
    approverKind: 'role',
    approver: 'owner',
  });
  const refused: unknown = await writeOff(bob).catch((error: unknown) => error);
  const { requestId } = (refused as { params: { requestId: string } }).params;
  expect((await seen()).lines).toMatchObject([{ billed: 0, open: -4000 }]);
  await shop.dispatch('company.approve', { requestId }, { actor: olga });
  expect((await seen()).lines).toMatchObject([{ billed: 10, open: 0 }]);
  await expectHealthy(shop);
});
