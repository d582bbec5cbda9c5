import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';

@Controller('links')
export class LinksController {
  // bad: redirect — Nest, from a decorated parameter
  @Get('out')
  out(@Query('url') url: string, @Res() res: Response) {
    res.redirect(url);
  }

  // fine: redirect — Nest, a fixed place
  @Get('home')
  home(@Res() res: Response) {
    res.redirect('/');
  }
}
