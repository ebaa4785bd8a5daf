import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import { useState, type ReactNode } from 'react';
import { createQueryClient } from '../api/query-client';
import { componentWords } from '../i18n/language';
import { useStore } from '../shared/store';
import { nonce } from './style-nonce';
import { theme } from './theme';

/** Everything that every screen may lean on. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueryClient);
  const locale = useStore(componentWords);
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider
        theme={theme}
        locale={locale}
        csp={nonce === undefined ? undefined : { nonce }}
        button={{ autoInsertSpace: false }}
      >
        <AntApp component={false}>{children}</AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  );
}
