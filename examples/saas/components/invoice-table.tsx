type Invoice = { id: string; number: string; status: string; total_cents: number };

export function InvoiceTable({ invoices }: { invoices: Invoice[] }) {
  return (
    <table>
      <tbody>
        {invoices.map((invoice) => (
          <tr key={invoice.id}>
            <td>{invoice.number}</td>
            <td>{invoice.status}</td>
            <td>{(invoice.total_cents / 100).toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function InvoiceNote({ html }: { html: string }) {
  return <div className="note" dangerouslySetInnerHTML={{ __html: html }} />;
}

export function InvoiceTableSkeleton() {
  const width = `${50 + Math.floor(Math.random() * 40)}%`;
  return <div className="skeleton" style={{ width }} />;
}
