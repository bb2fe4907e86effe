package io.wellkept.report.digest;

import io.wellkept.touchpoint.Condition;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** The sign of a condition, drawn as the pages draw it, on a field of 16 by 16. */
record Sign(Condition condition) {
  private static final BasicStroke STROKE =
      new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  void paint(Graphics2D on, double left, double top, double size, Color ink) {
    AffineTransform before = on.getTransform();
    on.translate(left, top);
    on.scale(size / 16, size / 16);
    on.setColor(ink);
    on.setStroke(STROKE);
    switch (condition) {
      case HEALTHY -> healthy(on);
      case BROKEN -> broken(on);
      case DEGRADED -> degraded(on);
      case UNANSWERED -> unanswered(on);
      case STALE, OVERDUE -> late(on);
      case UNKNOWN -> unknown(on);
    }
    on.setTransform(before);
  }

  private static void healthy(Graphics2D on) {
    on.draw(new Ellipse2D.Double(1, 1, 14, 14));
    on.draw(line(4.5, 8.2, 6.9, 10.6, 11.5, 5.6));
  }

  private static void broken(Graphics2D on) {
    on.draw(closed(5, 1, 11, 1, 15, 5, 15, 11, 11, 15, 5, 15, 1, 11, 1, 5));
    on.draw(line(5.2, 5.2, 10.8, 10.8));
    on.draw(line(10.8, 5.2, 5.2, 10.8));
  }

  private static void degraded(Graphics2D on) {
    on.draw(closed(8, 1.2, 15, 14.2, 1, 14.2));
    on.draw(line(8, 6, 8, 9.6));
    on.draw(line(8, 11.8, 8, 11.9));
  }

  private static void unanswered(Graphics2D on) {
    on.draw(closed(1, 2, 15, 2, 15, 11, 8, 11, 4, 14.5, 4, 11, 1, 11));
    on.draw(line(4.5, 6.5, 11.5, 6.5));
  }

  private static void late(Graphics2D on) {
    on.draw(new Ellipse2D.Double(1, 1, 14, 14));
    on.draw(line(8, 4, 8, 8.3, 10.8, 10.1));
  }

  private static void unknown(Graphics2D on) {
    on.setStroke(
        new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {3, 1.6f}, 0));
    on.draw(new Ellipse2D.Double(1.8, 1.8, 12.4, 12.4));
    on.setStroke(STROKE);
    Path2D mark = new Path2D.Double();
    mark.moveTo(6.2, 6.3);
    mark.curveTo(6.4, 4, 9.9, 4.1, 9.8, 6.4);
    mark.curveTo(9.8, 7.7, 8.1, 7.8, 8, 9.3);
    on.draw(mark);
    on.draw(line(8, 11.6, 8, 11.7));
  }

  private static Path2D closed(double... points) {
    Path2D path = line(points);
    path.closePath();
    return path;
  }

  private static Path2D line(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }
}
