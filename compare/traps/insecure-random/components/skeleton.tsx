import { useMemo, useState } from 'react';

// fine: insecure-random — a width
export function Skeleton() {
  const width = useMemo(() => `${Math.floor(Math.random() * 40) + 50}%`, []);
  return <div style={{ width }} />;
}

// fine: insecure-random — the id of an input
export function PasswordField() {
  const [inputId] = useState(() => `password-${Math.random().toString(36).slice(2)}`);
  return <input id={inputId} type="password" />;
}
