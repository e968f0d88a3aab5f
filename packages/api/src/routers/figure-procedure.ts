import { checkFigure } from '../figure-output.ts';
import { figureRequestSchema } from '../schemas/figure-request.ts';
import { procedure } from '../trpc.ts';

/** The procedure that answers one metric of the catalogue. */
export function figureProcedure(metric: string) {
  return procedure
    .input(figureRequestSchema)
    .output(checkFigure)
    .query(({ ctx, input, signal }) => ctx.figures.run(metric, input.params, { release: input.release, signal }));
}
