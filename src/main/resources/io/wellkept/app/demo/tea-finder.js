// The whole page is drawn here, as many shops do it.
const teas = { morning: 'Assam', noon: 'Sencha', evening: 'Rooibos' };
const finder = document.getElementById('finder');
finder.innerHTML = '<h1>Which tea suits you?</h1><form><label>When do you drink it? ' +
  '<select name="time"><option value="morning">In the morning</option>' +
  '<option value="noon">At noon</option><option value="evening">In the evening</option>' +
  '</select></label> <button>Find my tea</button></form><p id="answer" role="status"></p>';
finder.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const time = new FormData(event.target).get('time');
  document.getElementById('answer').textContent = 'Your tea is ' + teas[time];
});
