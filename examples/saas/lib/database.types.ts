type Table<Row> = { Row: Row; Insert: Partial<Row>; Update: Partial<Row>; Relationships: [] };

export type Role = 'owner' | 'admin' | 'member';

export type Database = {
  public: {
    Tables: {
      organizations: Table<{ id: string; name: string; plan: string }>;
      members: Table<{ id: string; org_id: string; user_id: string; role: Role }>;
      staff: Table<{ user_id: string; role: 'support' | 'admin' }>;
      invitations: Table<{ id: string; org_id: string; email: string; token: string; code: string }>;
      invoices: Table<{ id: string; org_id: string; number: string; status: string; total_cents: number }>;
      audit_log: Table<{
        id: string;
        org_id: string;
        actor_id: string;
        action: string;
        subject_id: string;
        created_at: string;
      }>;
    };
    Views: Record<string, never>;
    Functions: { submit_contact: { Args: { email: string; text: string }; Returns: undefined } };
  };
};
