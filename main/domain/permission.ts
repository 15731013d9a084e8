/** Whether permissions held (`sales.read`, `sales.*`, `*`) cover the one asked for. */
export function holds(held: ReadonlySet<string>, permission: string): boolean {
  const room = permission.slice(0, permission.indexOf('.'));
  return held.has('*') || held.has(permission) || held.has(`${room}.*`);
}
