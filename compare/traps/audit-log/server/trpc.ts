import { z } from 'zod';
import { logActivity } from '../lib/activity';
import { protectedProcedure, router } from './trpc-core';

export const invoices = router({
  // bad: audit-log — a tRPC mutation
  void: protectedProcedure.input(z.object({ id: z.string() })).mutation(async ({ ctx, input }) => {
    const invoice = await ctx.db.invoice.update({ where: { id: input.id }, data: { voided: true } });
    await logActivity({ userId: ctx.user.id, action: 'invoice.void', entityId: input.id });
    return invoice;
  }),

  // fine: audit-log — a tRPC mutation that does not wait
  send: protectedProcedure.input(z.object({ id: z.string() })).mutation(async ({ ctx, input }) => {
    const invoice = await ctx.db.invoice.update({ where: { id: input.id }, data: { sent: true } });
    void logActivity({ userId: ctx.user.id, action: 'invoice.send', entityId: input.id }).catch(ctx.report);
    return invoice;
  }),
});
