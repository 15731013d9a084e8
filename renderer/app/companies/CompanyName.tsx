import { Button, Menu } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CompanyList } from '../../../preload/contract/setup.ts';
import { useConnection } from '../../client/connection.ts';
import { onDesktop } from '../../client/desktop.ts';
import { usePerson } from '../../client/session.ts';
import { listCompanies } from '../../client/setup.ts';
import { t } from './text.ts';

/** The name of the company, and the way to the others of this server that know the person. */
export function CompanyName() {
  const name = useConnection((c) => c.company?.name) ?? 'Countinghouse';
  const person = usePerson((p) => p.person?.userId);
  const [companies, setCompanies] = useState<CompanyList['rows']>([]);
  useEffect(() => {
    if (onDesktop() || person === undefined) return;
    // Without the list the name stands there alone, as on a server with one company.
    listCompanies().then(({ rows }) => setCompanies(rows), reportError);
  }, [person]);
  if (companies.length < 2) return <strong>{name}</strong>;
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button aria-label={t('switch', { name })} className="top-button" color="gray" variant="subtle">
          <strong>{name}</strong>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {companies.map((company) => (
          <Menu.Item aria-current={company.here} component="a" href={`/c/${company.name}/`} key={company.name}>
            {company.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
