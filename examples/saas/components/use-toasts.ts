'use client';

import { useState } from 'react';

export function useToasts() {
  const [toasts, setToasts] = useState<{ id: string; text: string }[]>([]);
  const show = (text: string) => {
    const id = Math.random().toString(36).slice(2);
    setToasts((current) => [...current, { id, text }]);
  };
  return { toasts, show };
}
